/* The seam between the session (session.c, over Paho's API) and the socket layer (browser_socket.c, below
 * Paho). */
#ifndef MQTT_SESSION_H
#define MQTT_SESSION_H

/** Hands the messages that Paho holds to the page. */
void session_flush(void);

/** While held, the socket has nothing to read: Paho then gives what it holds without meeting a packet or the
 * end of the stream. */
void socket_hold(int hold);

/** Whether there is something to read: bytes, or the end of the stream. */
int socket_has_news(void);

/** Paho's clock stands still but for this: time passes between the page's calls and while waiting, not
 * within. */
void socket_tell_time(void);

#endif
