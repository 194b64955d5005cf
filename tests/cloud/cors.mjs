// The cross-origin rules of AWS's endpoints, as recorded from the real ones: reference/aws.md, "Cross-origin rules".

const IOT_REQUEST_HEADERS = [
  'Authorization',
  'X-Amz-Date',
  'X-Amz-Security-Token',
  'x-amzn-iot-principal',
  'X-Amz-Content-Sha256',
  'X-Amz-User-Agent',
  'Content-Type',
  'x-amzn-principal',
].join(', ');

/**
 * The answer to a preflight request.
 * @param {string} service
 * @param {Map<string, string>} headers of the request
 */
export function preflight(service, headers) {
  if (service === 'iot') {
    return {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'OPTIONS, GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': IOT_REQUEST_HEADERS,
    };
  }
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': headers.get('access-control-request-method') ?? 'POST',
    'access-control-allow-headers': headers.get('access-control-request-headers') ?? '',
    'access-control-max-age': '172800',
  };
}

/**
 * The cross-origin headers of an actual answer.
 * @param {string} service
 * @param {Map<string, string>} headers of the request
 * @param {{refusedByFrontEnd: boolean}} answer IoT's front end refuses without allow-origin: a page cannot read why
 */
export function answerHeaders(service, headers, { refusedByFrontEnd }) {
  if (!headers.has('origin') || (service === 'iot' && refusedByFrontEnd)) return {};
  if (service === 'iot') return { 'access-control-allow-origin': '*' };
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
  };
}
