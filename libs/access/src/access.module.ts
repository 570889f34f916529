import { Global, Module } from '@nestjs/common';
import { AccessFacade } from './application/access.facade';

@Global()
@Module({ providers: [AccessFacade], exports: [AccessFacade] })
export class AccessModule {}
