import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const rules = {
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  eqeqeq: 'error',
  'max-lines': ['error', 420],
};

export default tseslint.config(
  { ignores: ['dist'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  lit.configs['flat/recommended'],
  {
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] } },
    },
    rules: {
      ...rules,
      'no-restricted-syntax': [
        'error',
        { selector: "MemberExpression[property.name='innerHTML']", message: 'Trusted types forbid it.' },
      ],
      'no-restricted-properties': ['error', { property: 'cookie', message: 'The page sets no cookies.' }],
    },
  },
  { files: ['test/**'], rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' } },
  { files: ['src/text/*'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.mjs', '**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { ...globals.node } },
  },
);

/** Rules for files outside the page's project: the TypeScript of the WebAssembly modules, and the tests. */
export const outside = tseslint.config(
  {
    files: ['wasm/**/*.ts'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: { globals: { ...globals.browser }, parserOptions: { projectService: true } },
    rules,
  },
  {
    // Parts of the tests run in the page.
    files: ['**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: { eqeqeq: 'error', 'max-lines': rules['max-lines'] },
  },
  {
    files: ['**/*.js'], // not modules: for the page, or for Emscripten
    extends: [js.configs.recommended],
    languageOptions: { globals: { ...globals.browser }, sourceType: 'script' },
  },
);
