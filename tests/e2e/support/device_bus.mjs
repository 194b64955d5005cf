// The common part of the buses behind the stand-ins for navigator.serial, hid and usb: which devices are plugged in, which of them
// the user granted, what the user chooses in the browser's list, and which pages hear of it. Knows nothing about the data of a device.
// Talks to bus_in_page.js, which runs in the page, over a WebSocket at the page's own origin, because the page's policy allows no other.

import { readFile } from 'node:fs/promises';
import { WebSocketServer } from 'ws';
import { Refusal } from './refusal.mjs';

/** The folder of the buses' WebSocket addresses. */
export const busFolder = '/__bus/';

const source = (name) => readFile(new URL(name, import.meta.url), 'utf8');

/** The number of stand-ins. */
let installed = 0;

export class DeviceBus {
  /** What the user chooses in the browser's list; null: closes it. @type {(devices: {id: number, name: string}[]) => number | null} */
  choose = (devices) => devices[0]?.id ?? null;
  /** How often the list was opened. */
  requests = 0;
  /** By id: name, what the page may know, the device, and data of the kind of bus. @type {Map<number, any>} */
  plugged = new Map();
  #granted = new Set();
  /** The WebSockets, one for each page or frame with the stand-in. */
  #pages = new WebSocketServer({ noServer: true });
  #last = 0;

  /** @param {string} api of `navigator`: its stand-in is in `API_in_page.js` @param {object} commands beside those of every bus */
  constructor(api, commands) {
    this.api = api;
    this.commands = { ...this.#common, ...commands };
  }

  /**
   * Puts the stand-in into the pages of this server that the context opens.
   * @param {import('playwright-core').BrowserContext} context @param {import('node:http').Server} server
   */
  async installIn(context, server) {
    installed += 1;
    const path = `${busFolder}${this.api}/${installed}`;
    const upgrade = (request, socket, head) => {
      if (request.url !== path) return;
      this.#pages.handleUpgrade(request, socket, head, (page) => this.#serve(page));
    };
    server.on('upgrade', upgrade);
    context.on('close', () => server.off('upgrade', upgrade));
    const { port } = server.address();
    const [common, own] = await Promise.all([source('bus_in_page.js'), source(`${this.api}_in_page.js`)]);
    await context.addInitScript(
      `if (location.host === 'localhost:${port}') {\nconst busPath = '${path}';\n${common}\n${own}\n}`,
    );
  }

  /** Closes all devices of a page that was closed or reloaded. */
  #serve(page) {
    page.on('close', () => this.pageGone(page));
    page.on('message', async (data) => {
      const [call, command, ...values] = JSON.parse(data);
      try {
        const value = await this.commands[command](page, ...values);
        page.send(JSON.stringify({ call, value: value ?? null }));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        page.send(JSON.stringify({ call, error: error.name }));
      }
    });
  }

  /** Plugs a device in. A granted device is granted again under a new id, as after a real replug. */
  add(name, info, plugged) {
    this.#last += 1;
    const added = { id: this.#last, name, info, ...plugged };
    this.plugged.set(added.id, added);
    this.#tellOfPlug('connect', added);
    return added.id;
  }

  remove(id) {
    const removed = this.plugged.get(id);
    if (!this.plugged.delete(id)) return;
    this.#tellOfPlug('disconnect', removed);
  }

  grant(name) {
    this.#granted.add(name);
  }

  /** @param {import('ws').WebSocket | null} page null: all */
  tell(page, event) {
    for (const each of page ? [page] : this.#pages.clients) each.send(JSON.stringify({ event }));
  }

  get(id) {
    const plugged = this.plugged.get(id);
    if (!plugged) throw new Refusal('NetworkError');
    return plugged;
  }

  #tellOfPlug(type, plugged) {
    if (this.#granted.has(plugged.name)) this.tell(null, { type, device: describe(plugged) });
  }

  #common = {
    devices: () => [...this.plugged.values()].filter(({ name }) => this.#granted.has(name)).map(describe),
    request: (_, filters) => {
      this.requests += 1;
      const offered = [...this.plugged.values()].filter(({ info }) => this.fits(info, filters));
      const chosen = this.plugged.get(this.choose(offered.map(({ id, name }) => ({ id, name }))));
      if (!chosen) return null;
      this.#granted.add(chosen.name);
      return describe(chosen);
    },
    forget: (_, id) => void this.#granted.delete(this.plugged.get(id)?.name),
  };
}

export const describe = ({ id, info }) => ({ id, info });

/** True if one of the filters fits, or if there are no filters. @param {(filter: any) => boolean} fits */
export const anyFits = (filters, fits) => filters.length === 0 || filters.some(fits);

/** True if the filter does not name the value, or names this one. */
export const admits = (wanted, value) => wanted === undefined || wanted === value;
