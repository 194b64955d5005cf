/* The interface between the session (session.c, above Paho) and the socket layer (browser_socket.c, below
 * Paho). */
#ifndef MQTT_SESSION_H
#define MQTT_SESSION_H

/** Passes the messages that Paho holds to the page. */
void session_flush(void);

/** While held, the socket reports nothing to read, so that Paho delivers the messages it holds without
 * reading a packet or the end of the stream. */
void socket_hold(int hold);

/** Whether there is something to read: bytes, or the end of the stream. */
int socket_is_readable(void);

/** Advances Paho's clock, which otherwise stands still: time passes between the page's calls and during
 * waits, not within calls. */
void socket_update_clock(void);

#endif
