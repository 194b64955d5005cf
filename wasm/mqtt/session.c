/* The functions that client.ts calls: the module's only MQTT session, over Paho's synchronous client. Knows
 * Paho's API and the order of its events, but no WebSocket and no queue (client.ts makes one call at a time).
 * Results are 0 or more for success, else Paho's negative codes or, from mqtt_connect, CONNACK's return code
 * (MQTT 3.1.1, section 3.2.2.3). */
#include "session.h"

#include <emscripten.h>
#include <stdlib.h>
#include <string.h>

#include "MQTTClient.h"
#include "browser.h"

static MQTTClient client;

static int is_connected(void) {
  return client != NULL && MQTTClient_isConnected(client);
}

/** Runs Paho once: reads at most one packet, keeps the session alive, and passes on at most one message.
 * Never waits. */
static int step(int* delivered) {
  char* topic = NULL;
  int topic_size = 0;
  MQTTClient_message* message = NULL;
  const int rc = MQTTClient_receive(client, &topic, &topic_size, &message, 0);
  *delivered = message != NULL;
  if (message == NULL) return rc;
  browser_message(topic, (size_t)topic_size, message->payload, (size_t)message->payloadlen);
  MQTTClient_freeMessage(&message);
  MQTTClient_free(topic);
  return rc;
}

void session_flush(void) {
  int delivered = client != NULL;
  socket_hold(1);
  while (delivered) step(&delivered);
  socket_hold(0);
}

/** Handles all bytes that have arrived. Returns 1 if connected, 0 if the session is over, and a negative code
 * if it ended because bytes were not MQTT or were cut off. */
EMSCRIPTEN_KEEPALIVE int mqtt_receive(void) {
  socket_update_clock();
  if (!is_connected()) return 0;
  int delivered = 0;
  session_flush(); /* a failing read empties Paho's queue, so the queue must be empty before */
  do {
    const int rc = step(&delivered);
    if (rc == MQTTCLIENT_FAILURE) return rc;
  } while (is_connected() && socket_is_readable());
  return is_connected();
}

EMSCRIPTEN_KEEPALIVE void mqtt_disconnect(void) {
  socket_update_clock();
  if (client == NULL) return;
  MQTTClient_disconnect(client, 0);
  MQTTClient_destroy(&client);
}

EMSCRIPTEN_KEEPALIVE int mqtt_connect(const char* broker, const char* client_id, int keep_alive_seconds,
                                      int timeout_seconds) {
  mqtt_disconnect(); /* frees what a broken session left */
  int rc = MQTTClient_create(&client, broker, client_id, MQTTCLIENT_PERSISTENCE_NONE, NULL);
  if (rc != MQTTCLIENT_SUCCESS) return rc;

  MQTTClient_connectOptions options = MQTTClient_connectOptions_initializer;
  options.MQTTVersion = MQTTVERSION_3_1_1;
  options.keepAliveInterval = keep_alive_seconds;
  options.connectTimeout = timeout_seconds;
  options.cleansession = 1;
  options.reliable = 0; /* more than one publish in flight */
  rc = MQTTClient_connect(client, &options);
  if (rc != MQTTCLIENT_SUCCESS) mqtt_disconnect();
  return rc;
}

/** Returns the granted quality of service, or 0x80 if the broker refuses. */
EMSCRIPTEN_KEEPALIVE int mqtt_subscribe(const char* filter, int qos) {
  socket_update_clock();
  char* const filters[] = {(char*)filter};
  const int rc = MQTTClient_subscribeMany(client, 1, filters, &qos);
  return rc == MQTTCLIENT_SUCCESS ? qos : rc;
}

EMSCRIPTEN_KEEPALIVE int mqtt_unsubscribe(const char* filter) {
  socket_update_clock();
  return MQTTClient_unsubscribe(client, filter);
}

/** Returns the token for mqtt_pending; 0 at quality of service 0. */
EMSCRIPTEN_KEEPALIVE int mqtt_publish(const char* topic, int payload_size, int qos, int retained) {
  socket_update_clock();
  void* const payload = malloc((size_t)payload_size + 1);
  if (payload == NULL) return MQTTCLIENT_FAILURE;
  browser_payload(payload, (size_t)payload_size);
  MQTTClient_deliveryToken token = 0;
  const int rc = MQTTClient_publish(client, topic, payload_size, payload, qos, retained, &token);
  free(payload);
  if (rc == MQTTCLIENT_SUCCESS && !is_connected()) return MQTTCLIENT_DISCONNECTED;
  return rc == MQTTCLIENT_SUCCESS ? token : rc;
}

/** Returns 1 while the broker has not acknowledged this publish. */
EMSCRIPTEN_KEEPALIVE int mqtt_pending(int token) {
  MQTTClient_deliveryToken* tokens = NULL;
  if (MQTTClient_getPendingDeliveryTokens(client, &tokens) != MQTTCLIENT_SUCCESS || tokens == NULL) return 0;
  int pending = 0;
  for (int i = 0; tokens[i] != -1 && !pending; ++i) pending = tokens[i] == token;
  MQTTClient_free(tokens);
  return pending;
}

EMSCRIPTEN_KEEPALIVE int mqtt_connected(void) {
  return is_connected();
}
