export { ConfirmPlacement } from './application/confirm-placement';
export { CancelPlacement } from './application/cancel-placement';
export { ReadPlacements } from './application/read-placements';
export { RecordPlacement, type RecordPlacementCommand } from './application/record-placement';
export { RecordRetention, type RecordRetentionCommand } from './application/record-retention';
export { PlacementsHttpModule } from './placements.http.module';
export { PlacementsModule } from './placements.module';
