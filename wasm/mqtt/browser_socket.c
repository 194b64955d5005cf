/* Implements Paho's Socket.h on the browser's WebSocket. This file replaces Socket.c; all other files of Paho
 * MQTT C are unmodified. It behaves like a non-blocking TCP socket whose connect is in progress until the
 * WebSocket opens, so the only wait is in Socket_getReadySocket. Paho frames MQTT, and the browser frames
 * WebSocket. Writes are never partial: the browser accepts a whole frame or nothing. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "Socket.h"
#include "SocketBuffer.h"
#include "browser.h"
#include "session.h"

enum {
  the_socket = 1,
  largest_read = 1 << 20, /* AWS IoT sends at most 128 KiB; bytes that announce more are not MQTT */
};

static int in_use;
static int connecting;
static int holding;
static struct timespec now;

/* Bytes fetched from the page in advance, because Paho reads the first bytes of a packet one by one. */
static struct {
  char bytes[4096];
  size_t next, end;
} fetched;

/* Paho asks several times for each packet, and a call to the page is slow, so the page is asked once for many
 * packets. */
static int has_unread(void) {
  return fetched.next < fetched.end || browser_available() > 0;
}

static int is_over(void) {
  return !has_unread() && browser_state() == browser_over;
}

static int is_ready(void) {
  if (!in_use || holding) return 0;
  if (connecting) return browser_state() != browser_connecting;
  return has_unread() || browser_state() == browser_over;
}

static size_t read_some(char* to, size_t size) {
  if (fetched.next == fetched.end) {
    if (size >= sizeof fetched.bytes) return browser_read(to, size);
    fetched.next = 0;
    fetched.end = browser_read(fetched.bytes, sizeof fetched.bytes);
  }
  const size_t ready = fetched.end - fetched.next;
  const size_t part = size < ready ? size : ready;
  memcpy(to, fetched.bytes + fetched.next, part);
  fetched.next += part;
  return part;
}

int socket_is_readable(void) {
  return is_ready();
}

void socket_update_clock(void) {
  const double milliseconds = browser_now();
  now.tv_sec = (time_t)(milliseconds / 1000);
  now.tv_nsec = (long)((milliseconds - 1000.0 * (double)now.tv_sec) * 1e6);
}

/** Replaces clock_gettime, by a rename when Paho is compiled: Paho calls it six times per packet, and a
 * page's clock is slow to read. */
int socket_clock(clockid_t clock, struct timespec* time) {
  (void)clock;
  *time = now;
  return 0;
}

void Socket_outInitialize(void) {
  SocketBuffer_initialize();
}

void Socket_outTerminate(void) {
  SocketBuffer_terminate();
}

int Socket_new(const char* addr, size_t addr_len, int port, SOCKET* sock) {
  (void)addr, (void)addr_len, (void)port; /* the page knows the URL */
  *sock = the_socket;
  in_use = connecting = 1;
  fetched.next = fetched.end = 0;
  browser_connect();
  return EINPROGRESS;
}

SOCKET Socket_getReadySocket(int more_work, int timeout, mutex_type mutex, int* rc, int* interrupted) {
  (void)mutex, (void)interrupted;
  *rc = 0;
  (void)more_work; /* never set by the synchronous client */
  if (timeout > 0) {
    session_flush(); /* if the awaited packet fails, Paho discards the messages that it holds */
    if (!is_ready()) browser_wait(timeout);
    socket_update_clock();
  }
  return is_ready() ? the_socket : 0;
}

/** Paho calls this to learn whether a connect in progress succeeded, and whether a socket that waits for
 * CONNACK is still open. */
int getsockopt(int sock, int level, int name, void* restrict value, socklen_t* restrict size) {
  (void)sock, (void)level, (void)name;
  const int error = is_over() ? ECONNREFUSED : 0;
  memcpy(value, &error, sizeof error);
  *size = sizeof error;
  connecting = 0;
  return 0;
}

int Socket_getch(SOCKET socket, char* c) {
  const int rc = SocketBuffer_getQueuedChar(socket, c);
  if (rc != SOCKETBUFFER_INTERRUPTED) return rc;
  if (read_some(c, 1) == 1) {
    SocketBuffer_queueChar(socket, *c);
    return TCPSOCKET_COMPLETE;
  }
  if (is_over()) return SOCKET_ERROR;
  SocketBuffer_interrupted(socket, 0);
  return TCPSOCKET_INTERRUPTED;
}

char* Socket_getdata(SOCKET socket, size_t bytes, size_t* actual_len, int* rc) {
  *rc = 0;
  if (bytes == 0) return SocketBuffer_complete(socket);
  *rc = SOCKET_ERROR;
  if (bytes > largest_read) return NULL;
  char* const buffer = SocketBuffer_getQueuedData(socket, bytes, actual_len);
  if (buffer == NULL || is_over()) return NULL;

  size_t read = 0;
  do {
    read = read_some(buffer + *actual_len, bytes - *actual_len);
    *actual_len += read;
  } while (read > 0 && *actual_len < bytes);
  *rc = (int)*actual_len;
  if (*actual_len == bytes)
    SocketBuffer_complete(socket);
  else
    SocketBuffer_interrupted(socket, *actual_len);
  return buffer;
}

int Socket_putdatas(SOCKET socket, char* buf0, size_t buf0len, PacketBuffers bufs) {
  (void)socket;
  size_t size = buf0len;
  for (int i = 0; i < bufs.count; ++i) size += bufs.buflens[i];
  char* const packet = malloc(size);
  if (packet == NULL) return SOCKET_ERROR;

  memcpy(packet, buf0, buf0len);
  char* end = packet + buf0len;
  for (int i = 0; i < bufs.count; ++i) {
    if (bufs.buflens[i] == 0) continue;
    memcpy(end, bufs.buffers[i], bufs.buflens[i]);
    end += bufs.buflens[i];
  }
  /* As with TCP, a peer that has closed does not keep Paho from reading (and acknowledging) what the peer
   * sent before. */
  const int sent = in_use && (browser_send(packet, size) || has_unread());
  free(packet);
  return sent ? TCPSOCKET_COMPLETE : SOCKET_ERROR;
}

int Socket_close(SOCKET socket) {
  if (!in_use) return 0;
  in_use = 0;
  SocketBuffer_cleanup(socket);
  browser_close();
  return 0;
}

void socket_hold(int hold) {
  holding = hold;
}

int Socket_noPendingWrites(SOCKET socket) {
  (void)socket;
  return 1;
}

char* Socket_getpeer(SOCKET sock) {
  (void)sock;
  static char peer[] = "broker";
  return peer;
}

/* Never called: writes are never partial, so none continues later, and there is no other thread to interrupt.
 */
void Socket_setWriteContinueCallback(Socket_writeContinue* callback) {
  (void)callback;
}
void Socket_setWriteCompleteCallback(Socket_writeComplete* callback) {
  (void)callback;
}
void Socket_setWriteAvailableCallback(Socket_writeAvailable* callback) {
  (void)callback;
}
int Socket_interrupt(void) {
  return 0;
}

/* Symbols that Paho's objects refer to but do not use here: it sleeps only in its thread, and opens only
 * trace files. */
int usleep(useconds_t microseconds) {
  (void)microseconds;
  return 0;
}

FILE* fopen(const char* restrict path, const char* restrict mode) {
  (void)path, (void)mode;
  return NULL;
}
