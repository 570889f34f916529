import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUuid, notFound } from '@madoguchi/kernel';

/** An id in a path: whatever is no UUID names nothing. */
@Injectable()
export class IdParam implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUuid(value)) throw notFound();
    return value.toLowerCase();
  }
}
