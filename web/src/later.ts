/**
 * Everything that the page needs only once there is a board, an account or a job. Keeping it out of the first load makes the page start sooner; it is
 * fetched together with the second part of the core, which boards, accounts and jobs need anyway. Elements that are in the page already are drawn when
 * this file arrives.
 */
import './components/file-button';
import './components/firmware-help';
import './components/log-panel';
import './components/plan-view';
import './components/step-list';
import './components/thing-choice';
import './components/toggle-switch';
import './components/virtual-board';
import './steps/after-setup';
import './steps/board-details';
import './steps/debugger-request';
import './steps/live-card';
import './steps/provision-options';
import './steps/provision-result';
import './steps/run-panel';
import { addErrors } from './text/catalogue';
import { errors } from './text/errors.en';

addErrors(errors);
