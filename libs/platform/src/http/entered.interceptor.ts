import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import type { ActingRequest } from './actor';

/** The other half of deny by default: nothing is answered that the database has not let in, whatever a controller forgot. */
@Injectable()
export class EnteredInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      map((answer: unknown) => {
        const entry = context.switchToHttp().getRequest<ActingRequest>().ctx?.entry;
        if (entry && entry.state !== 'let in') throw new Error('A controller answered without having asked the database');
        return answer;
      }),
    );
  }
}
