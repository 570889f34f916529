import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { zones } from './boundaries.mjs';

/** Types, promises and the order of the rooms. A rule is never switched off in a file: it is changed here, for everybody. */
export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'apps/web/src/lib/api.generated.ts', 'test/architecture/fixtures/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true, allowTypedFunctionExpressions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/ban-ts-comment': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.name='forwardRef']", message: 'Two rooms that need each other are one room, or one of them is in the wrong place.' },
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML'], MemberExpression[property.name=/^(inner|outer)HTML$/]", message: 'Text is shown as text.' },
      ],
    },
  },
  { files: ['**/*.spec.ts', 'test/**/*.ts', 'apps/web/**/*.tsx', 'apps/web/**/*.ts'], rules: { '@typescript-eslint/explicit-function-return-type': 'off' } },
  {
    files: ['libs/**/*.ts', 'apps/api/**/*.ts', 'apps/worker/**/*.ts'],
    ignores: ['libs/platform/**', '**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'typeorm', importNames: ['DataSource', 'EntityManager', 'getMetadataArgsStorage'], message: 'The database is reached through a Tx only.' },
            { name: 'pg', message: 'The database is reached through a Tx only.' },
            { name: '@nestjs/typeorm', message: 'The database is reached through a Tx only.' },
          ],
        },
      ],
    },
  },
  ...zones().map((zone) => ({
    files: zone.files,
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: zone.patterns }] },
  })),
  { files: ['apps/web/**/*.tsx', 'apps/web/**/*.ts'], plugins: { 'react-hooks': hooks }, rules: { ...hooks.configs.recommended.rules, 'react-hooks/refs': 'off' } },
);
