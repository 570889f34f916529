import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Header } from '../app/header';
import { createQueryClient } from '../app/query-client';
import { MAIN_SCREENS } from '../app/screens';
import { applyTextSize } from '../app/theme';
import '../app/fonts.css';
import '../app/styles.css';
import { KeySheet } from '../components/key-sheet';
import { MyNumberGuard } from '../components/my-number-guard';
import { Toasts } from '../components/toast';
import { startKeys } from '../lib/keys';
import { GalleryParts } from './gallery-parts';
import { GalleryWorklist } from './gallery-worklist';

const ASSIGNMENT = {
  id: 'a1',
  officeId: 'o1',
  officeName: 'くらし支援係',
  takesRequests: false,
  organisationId: 'g1',
  organisationName: 'みほん市',
  role: 'case-worker',
  roleLabel: 'ケースワーカー',
  permissions: [],
};

/** All components at once, for looking at: `#parts` or `#worklist`. Not part of the production build. */
function Gallery(): ReactNode {
  const [place, setPlace] = useState(window.location.hash);
  return (
    <MyNumberGuard>
      <Header
        screens={MAIN_SCREENS}
        current={place === '#parts' ? '/clients' : '/follow-ups'}
        badges={{ '/follow-ups': 9 }}
        staffName="田村"
        assignment={ASSIGNMENT}
        assignments={[ASSIGNMENT, { ...ASSIGNMENT, id: 'a2', officeName: '保護第一係', roleLabel: '査察指導員' }]}
        onGo={(path) => setPlace(path === '/clients' ? '#parts' : '#worklist')}
        onSearch={() => undefined}
        onNewClient={() => undefined}
        onLock={() => undefined}
        onSignOut={() => Promise.resolve()}
      />
      <main>{place === '#parts' ? <GalleryParts /> : <GalleryWorklist />}</main>
      <KeySheet />
      <Toasts />
    </MyNumberGuard>
  );
}

applyTextSize();
startKeys();
const root = document.getElementById('root');
if (root === null) throw new Error('gallery.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <Gallery />
    </QueryClientProvider>
  </StrictMode>,
);
