/**
 * An answer that the database has written as JSON, as the class of the answer describes it (tests hold the two together):
 * it goes to the browser as it is, and nothing is read and written anew on the way.
 */
export class Written<T> {
  constructor(readonly text: string) {}

  /** Of objects with fields, as one object with all of them. */
  static together<T>(...objects: readonly string[]): Written<T> {
    return new Written(`{${objects.map((one) => one.slice(1, -1)).join()}}`);
  }

  /** The same to be looked at. */
  read(): T {
    return JSON.parse(this.text) as T;
  }
}

/** For a controller: the description of the interface is made of the type that it declares. */
export function asWritten<T>(written: Written<unknown>): T {
  return written as unknown as T;
}

/** How an answer becomes text. */
export function textOf(answer: unknown): string {
  return answer instanceof Written ? answer.text : JSON.stringify(answer);
}
