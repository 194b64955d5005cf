/* What the module asks of the page. Implemented in browser.js (thin forwarding) by the object that the page
 * hands over as Module.port (client.ts). One WebSocket at a time; the presigned address never enters this
 * module: the page keeps it and opens it when asked. */
#ifndef MQTT_BROWSER_H
#define MQTT_BROWSER_H

#include <stddef.h>

enum browser_socket_state {
  browser_connecting = 0,
  browser_open = 1,
  browser_over = 2, /* closed, or never opened; bytes that came before are still readable */
};

void browser_connect(void);
int browser_state(void);
size_t browser_available(void);

/** Copies at most `size` bytes that have arrived; returns how many. */
size_t browser_read(char* to, size_t size);

/** Sends one binary frame; 0 when the socket is not open. */
int browser_send(const char* from, size_t size);
void browser_close(void);

/** The only call that suspends: until the socket has news (opened, bytes, closed) or the time is up. */
void browser_wait(int milliseconds);

/** Milliseconds since some moment, monotonic. */
double browser_now(void);

/** Gives a received message to the page, the topic to be copied during the call. */
void browser_message(const char* topic, size_t topic_size, const void* payload, size_t payload_size);

/** Copies the payload of the publish call that is running. */
void browser_payload(void* to, size_t size);

#endif
