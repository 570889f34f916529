/** Data sources by role. Only platform's own classes may inject them; rooms get a Tx. */
export const APP_SOURCE = Symbol('AppSource');
export const WORKER_SOURCE = Symbol('WorkerSource');
export const COUNTER_SOURCE = Symbol('CounterSource');
