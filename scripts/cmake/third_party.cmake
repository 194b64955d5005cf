# Third-party code from .deps (filled by scripts/fetch-dependencies): third_party::mbedtls, third_party::nlohmann_json, third_party::gtest
# and gtest_main; natively also third_party::mbedtls_ssl (a TLS client for the hosts) and third_party::paho_mqtt3c.
# Include folders are SYSTEM and warnings are off: this project does not change third-party code.

set(PROVISIONER_DEPS "${PROJECT_SOURCE_DIR}/.deps" CACHE PATH "Where scripts/fetch-dependencies put the dependencies")
set(PROVISIONER_PAHO_DIR "${PROVISIONER_DEPS}/paho")

foreach(name mbedtls paho nlohmann_json googletest)
  if(NOT EXISTS "${PROVISIONER_DEPS}/${name}/.stamp")
    message(FATAL_ERROR "${PROVISIONER_DEPS}/${name} is missing. Run scripts/fetch-dependencies first.")
  endif()
  # Configure again when a dependency is fetched again: another version may have other files.
  set_property(DIRECTORY "${PROJECT_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROVISIONER_DEPS}/${name}/.stamp")
endforeach()

# Third-party code is compiled with the project's flags for sanitizers and exceptions, but without its warnings.
function(provisioner_third_party target)
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL "INTERFACE_LIBRARY")
    target_compile_options(${target} PRIVATE -w)
    if(NOT EMSCRIPTEN)
      # Optimised in every build type, because the P-256 arithmetic of an unoptimised mbedTLS would be half of the time of the tests.
      target_compile_options(${target} PRIVATE -O2)
    endif()
    set_target_properties(${target} PROPERTIES EXPORT_COMPILE_COMMANDS OFF UNITY_BUILD OFF)
  endif()
  add_library(third_party::${target} ALIAS ${target})
endfunction()

# --- mbedTLS, one library per platform. The native one also holds the TLS client, so that no file is linked twice.
set(mbedtls "${PROVISIONER_DEPS}/mbedtls")
# Only the files that core/crypto/mbedtls_config.h enables; the others would compile to nothing and only cost time.
set(mbedtls_sources
    aes asn1parse asn1write base64 bignum bignum_core cipher cipher_wrap constant_time ecdsa ecp ecp_curves gcm hmac_drbg md oid pem pk
    pk_ecc pk_wrap pkcs5 pkparse pkwrite platform platform_util sha1 sha256 x509 x509_create x509_crt x509_csr x509write x509write_crt
    x509write_csr)
set(mbedtls_ssl_sources
    net_sockets ssl_ciphersuites ssl_client ssl_debug_helpers_generated ssl_msg ssl_tls ssl_tls12_client)
if(NOT EMSCRIPTEN)
  list(APPEND mbedtls_sources ecdh error rsa rsa_alt_helpers sha512)  # also needed by TLS
endif()
foreach(list mbedtls_sources mbedtls_ssl_sources)
  list(TRANSFORM ${list} PREPEND "${mbedtls}/library/")
  list(TRANSFORM ${list} APPEND ".c")
endforeach()

add_library(mbedtls STATIC ${mbedtls_sources})
target_include_directories(mbedtls SYSTEM PUBLIC "${mbedtls}/include")
target_compile_definitions(mbedtls PUBLIC MBEDTLS_CONFIG_FILE="${PROJECT_SOURCE_DIR}/core/crypto/mbedtls_config.h")
provisioner_third_party(mbedtls)

if(NOT EMSCRIPTEN)
  target_compile_definitions(mbedtls PUBLIC MBEDTLS_PROVISIONER_TLS)
  add_library(mbedtls_ssl STATIC ${mbedtls_ssl_sources})
  target_link_libraries(mbedtls_ssl PUBLIC mbedtls)
  provisioner_third_party(mbedtls_ssl)
endif()

# --- nlohmann/json, with an include folder of its own
add_library(nlohmann_json INTERFACE)
target_include_directories(nlohmann_json SYSTEM INTERFACE "${PROVISIONER_DEPS}/nlohmann_json/include")
provisioner_third_party(nlohmann_json)

# --- GoogleTest, with gmock; no threads in WebAssembly
set(gtest "${PROVISIONER_DEPS}/googletest/googletest")
set(gmock "${PROVISIONER_DEPS}/googletest/googlemock")
add_library(gtest STATIC EXCLUDE_FROM_ALL "${gtest}/src/gtest-all.cc" "${gmock}/src/gmock-all.cc")
target_include_directories(gtest SYSTEM PUBLIC "${gtest}/include" "${gmock}/include" PRIVATE "${gtest}" "${gmock}")
if(EMSCRIPTEN)
  target_compile_definitions(gtest PUBLIC GTEST_HAS_PTHREAD=0)
else()
  find_package(Threads REQUIRED)
  target_link_libraries(gtest PUBLIC Threads::Threads)
endif()
provisioner_third_party(gtest)

add_library(gtest_main STATIC EXCLUDE_FROM_ALL "${gmock}/src/gmock_main.cc")
target_link_libraries(gtest_main PUBLIC gtest)
provisioner_third_party(gtest_main)

# --- Paho MQTT C, the synchronous client on ordinary sockets (the browser's build of it is wasm/mqtt)
if(NOT EMSCRIPTEN)
  set(paho "${PROVISIONER_PAHO_DIR}/src")
  set(paho_generated "${CMAKE_BINARY_DIR}/paho")
  block()
    file(READ "${CMAKE_CURRENT_SOURCE_DIR}/scripts/dependencies.json" pins)
    string(JSON PROJECT_VERSION GET "${pins}" sources paho version)
    string(REPLACE "." ";" numbers "${PROJECT_VERSION}")
    list(GET numbers 0 PROJECT_VERSION_MAJOR)
    list(GET numbers 1 PROJECT_VERSION_MINOR)
    list(GET numbers 2 PROJECT_VERSION_PATCH)
    set(BUILD_TIMESTAMP "reproducible")
    configure_file("${paho}/VersionInfo.h.in" "${paho_generated}/VersionInfo.h" @ONLY)
  endblock()
  set(paho_sources
      Base64.c Clients.c LinkedList.c Log.c MQTTClient.c MQTTPacket.c MQTTPacketOut.c MQTTProperties.c MQTTProtocolClient.c
      MQTTProtocolOut.c MQTTReasonCodes.c MQTTTime.c Messages.c Proxy.c SHA1.c Socket.c SocketBuffer.c Thread.c Tree.c
      WebSocket.c utf-8.c)
  list(TRANSFORM paho_sources PREPEND "${paho}/")
  add_library(paho_mqtt3c STATIC EXCLUDE_FROM_ALL ${paho_sources})
  target_include_directories(paho_mqtt3c SYSTEM PUBLIC "${paho}" PRIVATE "${paho_generated}")
  target_compile_definitions(paho_mqtt3c PUBLIC PAHO_MQTT_STATIC=1
                             PRIVATE _GNU_SOURCE NOSTACKTRACE HIGH_PERFORMANCE NO_PERSISTENCE)
  target_link_libraries(paho_mqtt3c PUBLIC Threads::Threads)
  provisioner_third_party(paho_mqtt3c)
endif()
