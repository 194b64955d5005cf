// The lint rules for all JavaScript and TypeScript outside of web/. They are kept in web/, because ESLint's packages are installed there.
export { outside as default } from './web/eslint.config.js';
