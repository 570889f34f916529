import { Global, Module } from '@nestjs/common';
import { ReferenceFacade } from './application/reference.facade';

@Global()
@Module({ providers: [ReferenceFacade], exports: [ReferenceFacade] })
export class ReferenceModule {}
