export * from './domain/copy-to-next-year';
export * from './domain/plan';
export * from './domain/printed-value';
