import { Module } from '@nestjs/common';
import { DisclosuresModule } from './disclosures.module';
import { DisclosuresController } from './http/disclosures.controller';

@Module({ imports: [DisclosuresModule], controllers: [DisclosuresController] })
export class DisclosuresHttpModule {}
