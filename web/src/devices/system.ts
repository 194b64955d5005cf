/** Finds out which operating system the browser runs on. */
import { usesWebUsb } from './serial_ports';

export type System = 'linux' | 'windows' | 'mac' | 'chromeos' | 'android' | 'other';

/** The user's system by the user agent. An Android tablet may claim to be a desktop; a browser that only has WebUSB runs on Android. */
export function systemOf(scope: Window): System {
  const { userAgent } = scope.navigator;
  if (userAgent.includes('Android')) return 'android';
  if (userAgent.includes('CrOS')) return 'chromeos';
  if (userAgent.includes('Windows')) return 'windows';
  if (userAgent.includes('Mac OS')) return 'mac';
  if (!userAgent.includes('Linux')) return 'other';
  return usesWebUsb(scope) ? 'android' : 'linux';
}
