/**
 * What a link to the page proposes behind the question mark of its fragment: "#/setup?region=eu-west-1&ssid=Workshop&title=…". The forms begin with it,
 * and nothing happens until the user confirms. Anybody can make such a link, so it never has keys, and its title is shown as plain text.
 */
import { regions } from '@wasm/boundary.json';

export interface Presets {
  /** One of the regions that the boards support; empty without one. */
  readonly region: string;
  readonly ssid: string;
  readonly title: string;
}

const longestTitle = 60;
/** IEEE 802.11: the SSID's length in bytes. */
const longestSsid = 32;
/** Control characters, and format characters, which can reverse the text around them. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export function presetsOf(fragment: string): Presets {
  const proposed = new URLSearchParams(fragment.split('?').slice(1).join('?'));
  const get = (name: string): string => (proposed.get(name) ?? '').replace(invisible, '').trim();
  const region = get('region');
  const ssid = get('ssid');
  return {
    region: regions.some(({ name }) => name === region) ? region : '',
    ssid: new TextEncoder().encode(ssid).length <= longestSsid ? ssid : '',
    title: Array.from(get('title')).slice(0, longestTitle).join(''),
  };
}
