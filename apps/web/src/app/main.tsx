import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { startKeys } from '../lib/keys';
import { createQueryClient } from './query-client';
import { router } from './router';
import './styles.css';
import { applyTextSize } from './theme';

applyTextSize();
startKeys();
// Apart from the screen's own style: the page is drawn before the list of font slices has been read.
void import('./fonts.css');

// Apart from the router, which would read the provider's answer as a question of its own and write it anew.
const ProviderScreens = lazy(async () => ({ default: (await import('../features/session/provider-screens')).ProviderScreens }));

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      {window.location.pathname.startsWith('/sign-in/') ? (
        <Suspense>
          <ProviderScreens />
        </Suspense>
      ) : (
        <RouterProvider router={router} />
      )}
    </QueryClientProvider>
  </StrictMode>,
);
