/**
 * What only a board, an account or a job needs, apart from the first load: fetched beside the rest of the core, before which there can be no
 * board, no account and no job. Elements that stand in the page before they are defined begin to draw when this file has come.
 */
import './components/firmware-help';
import './components/plan-view';
import './components/step-list';
import './components/virtual-board';
import './steps/board-details';
import './steps/debugger-request';
import { addErrors } from './text/catalogue';
import { errors } from './text/errors.en';

addErrors(errors);
