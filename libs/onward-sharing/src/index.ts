export { AskOnwardSharing } from './application/ask-onward-sharing';
export { DecideOnwardSharing } from './application/decide-onward-sharing';
export { EndOnwardSharing } from './application/end-onward-sharing';
export { ListOnwardSharing } from './application/list-onward-sharing';
export { OnwardSharingHttpModule } from './onward-sharing.http.module';
export { OnwardSharingModule } from './onward-sharing.module';
