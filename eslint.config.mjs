// The linter and its rules for all that is not the page's lie where its packages are.
export { outside as default } from './web/eslint.config.js';
