/** Errors of the virtual board. */
import type { ErrorText } from '../catalogue';

export const simulation = {
  'simulation.bad_fault_plan': {
    title: 'Invalid fault plan',
    what: 'A fault to simulate does not follow the grammar.',
    todo: 'See the grammar in the help of virtual-board.',
  },
  'simulation.bad_state': {
    title: 'The virtual board’s state is damaged',
    what: 'The saved files of the virtual board are not readable.',
    todo: 'Delete the files. The virtual board then starts over.',
  },
  'simulation.bad_image': {
    title: 'The virtual drive does not accept this image',
    what: 'The file is not one of the two firmware images.',
    todo: 'Drop the provisioning or the demo image.',
  },
} satisfies Record<string, ErrorText>;
