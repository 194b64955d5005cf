/** Errors of the virtual board. */
import type { Errors } from '../shape';
import type { simulation as english } from './simulation.en';

export const simulation: Errors<typeof english> = {
  'simulation.bad_fault_plan': {
    title: 'Der Fehlerplan ist nicht lesbar',
    what: 'Ein Fehler, der simuliert werden soll, ist nicht so geschrieben, wie es die Grammatik verlangt.',
    todo: 'Vergleichen Sie ihn mit der Grammatik in der Hilfe von virtual-board.',
  },
  'simulation.bad_state': {
    title: 'Der Zustand des virtuellen Boards ist beschädigt',
    what: 'Die Dateien, in denen ein virtuelles Board lag, lassen sich nicht lesen.',
    todo: 'Löschen Sie sie: Das virtuelle Board beginnt dann von vorn.',
  },
  'simulation.bad_image': {
    title: 'Das virtuelle Laufwerk nimmt dieses Image nicht',
    what: 'Die Datei ist keines der beiden Firmware-Images.',
    todo: 'Nehmen Sie das Provisioning- oder das Demo-Image.',
  },
};
