import { Module } from '@nestjs/common';
import { ClientPlacementsController, PlacementsController, RetentionChecksController } from './http/placements.controller';
import { PlacementsModule } from './placements.module';

@Module({ imports: [PlacementsModule], controllers: [ClientPlacementsController, PlacementsController, RetentionChecksController] })
export class PlacementsHttpModule {}
