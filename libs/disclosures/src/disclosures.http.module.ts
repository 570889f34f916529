import { Module } from '@nestjs/common';
import { DisclosuresModule } from './disclosures.module';
import { DisclosuresController } from './http/disclosures.controller';
import { RequestsController } from './http/requests.controller';
import { ReviewController } from './http/review.controller';

@Module({ imports: [DisclosuresModule], controllers: [DisclosuresController, RequestsController, ReviewController] })
export class DisclosuresHttpModule {}
