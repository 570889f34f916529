export interface FollowUpSaved {
  readonly id: string;
  readonly version: number;
}
