/**
 * Makes the service worker that serves the page without a network, and the manifest with which a browser installs it. The worker keeps all files of
 * the page, but the simulation and the firmware images only once they were used: these are larger, and most visitors need one image
 * or none. It answers nothing but requests for these files, and stores no other.
 */
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { caches } from '../src/app/offline_caches.ts';

export const workerFile = 'service_worker.js';
const onDemand = ['**/simulation_worker-*', '**/provisioner-simulation-*', 'firmware/**'];
/** How long a firmware image may take to arrive before the kept one is used. */
const networkSeconds = 5;

export function offlinePage(): Plugin[] {
  return VitePWA({
    filename: workerFile,
    injectRegister: null, // src/app/offline.ts registers it
    registerType: 'prompt',
    manifestFilename: 'page.webmanifest',
    includeManifestIcons: false,
    manifest: {
      name: 'Board to cloud',
      short_name: 'Board to cloud',
      description: 'Connects AVR-IoT and PIC-IoT boards to your own AWS account.',
      start_url: './',
      scope: './',
      display: 'standalone',
      theme_color: '#ffffff',
      background_color: '#ffffff',
      icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' }],
    },
    workbox: {
      globPatterns: ['**/*.{html,js,css,wasm,svg}'],
      globIgnores: onDemand,
      dontCacheBustURLsMatching: /^assets\//, // their names change with their content
      navigateFallback: 'index.html',
      cleanupOutdatedCaches: true,
      inlineWorkboxRuntime: true,
      sourcemap: false,
      runtimeCaching: [
        {
          urlPattern: ({ url, sameOrigin }) =>
            sameOrigin &&
            /\/assets\/(simulation_worker|provisioner-simulation)-[\w-]+\.\w+$/.test(url.pathname),
          handler: 'CacheFirst', // the name changes with the content
          options: { cacheName: caches.simulation, expiration: { maxEntries: 8 } },
        },
        {
          urlPattern: ({ url, sameOrigin }) => sameOrigin && /\/firmware\/[\w-]+\.hex$/.test(url.pathname),
          handler: 'NetworkFirst',
          options: { cacheName: caches.firmware, networkTimeoutSeconds: networkSeconds },
        },
      ],
    },
  });
}
