/** What each error means to a person, in German: for the same codes and with the same parameters as in English. */
import type { Language } from './shape';
import { aws } from './errors/aws.de';
import { base } from './errors/base.de';
import { board } from './errors/board.de';
import { certificates } from './errors/certificates.de';
import { debugger_ } from './errors/debugger.de';
import { devices } from './errors/devices.de';
import { flow } from './errors/flow.de';
import { page } from './errors/page.de';
import { provision } from './errors/provision.de';
import { simulation } from './errors/simulation.de';

export const errors: Language['errors'] = {
  ...base,
  ...devices,
  ...aws,
  ...debugger_,
  ...board,
  ...certificates,
  ...provision,
  ...flow,
  ...simulation,
  ...page,
};
