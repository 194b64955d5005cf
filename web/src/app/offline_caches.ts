/** The caches of the service worker (plugins/offline.ts) for files that it keeps only once they were used (src/app/offline.ts). */
export const caches = { simulation: 'board-to-cloud-simulation', firmware: 'board-to-cloud-firmware' };
