/**
 * The sentences for each error: what happened, then what to do. Keys are the core's error codes (core/<layer>/errors.hpp; a test compares both
 * lists) and the page's own (page.*). `{name}` is replaced by that parameter of the error; `{name|text}` by the text if there is no such
 * parameter.
 */
import { aws } from './errors/aws.en';
import { base } from './errors/base.en';
import { board } from './errors/board.en';
import { certificates } from './errors/certificates.en';
import { debugger_ } from './errors/debugger.en';
import { devices } from './errors/devices.en';
import { flow } from './errors/flow.en';
import { page } from './errors/page.en';
import { pageWork } from './errors/page_work.en';
import { provision } from './errors/provision.en';
import { simulation } from './errors/simulation.en';

export const errors = {
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
  ...pageWork,
};
