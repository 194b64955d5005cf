/** The virtual board. */
import type { ErrorText } from '../catalogue';

export const simulation = {
  'simulation.bad_fault_plan': {
    title: 'The plan of faults cannot be read',
    what: 'A fault to simulate is not written as the grammar wants it.',
    todo: 'Compare it with the grammar in the help of virtual-board.',
  },
  'simulation.bad_state': {
    title: 'The virtual board’s state is damaged',
    what: 'The files that a virtual board was kept in cannot be read.',
    todo: 'Delete them: the virtual board then begins anew.',
  },
  'simulation.bad_image': {
    title: 'The virtual drive does not take this image',
    what: 'The file is not one of the two firmware images.',
    todo: 'Drop the provisioning or the demo image.',
  },
} satisfies Record<string, ErrorText>;
