/* The functions of the page that this module calls. browser.js forwards them to the object that the page
 * passes as Module.port (client.ts). There is one WebSocket at a time. The presigned URL never enters this
 * module: the page keeps it, and opens the WebSocket when asked. */
#ifndef MQTT_BROWSER_H
#define MQTT_BROWSER_H

#include <stddef.h>

enum browser_socket_state {
  browser_connecting = 0,
  browser_open = 1,
  browser_over = 2, /* closed, or never opened; bytes that arrived before can still be read */
};

void browser_connect(void);
int browser_state(void);
size_t browser_available(void);

/** Copies at most `size` bytes that have arrived; returns how many. */
size_t browser_read(char* to, size_t size);

/** Sends one binary frame; returns 0 if the socket is not open. */
int browser_send(const char* from, size_t size);
void browser_close(void);

/** Waits until the socket opens, receives bytes or closes, or the time is up. The only call that suspends. */
void browser_wait(int milliseconds);

/** A monotonic time in milliseconds. */
double browser_now(void);

/** Passes a received message to the page, which copies the topic during the call. */
void browser_message(const char* topic, size_t topic_size, const void* payload, size_t payload_size);

/** Copies the payload of the running publish call. */
void browser_payload(void* to, size_t size);

#endif
