/** A real OpenID Connect provider for tests, in a process of its own: node identity-provider-process.mjs <redirect address>. Prints its issuer. */
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [redirectUri] = process.argv.slice(2);
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'madoguchi', client_secret: 'a-secret-of-the-test', redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'] }],
    cookies: { keys: ['test'] },
    pkce: { required: () => true },
    claims: { openid: ['sub', 'staff_number'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, staff_number: `number-${id}` }) }),
    // The city's provider asks nobody for consent: it is the employer.
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    renderError: (context, out) => (context.body = JSON.stringify(out)),
  });
  provider.on('server_error', (_context, error) => console.error(error));
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const uid = /^\/interaction\/([\w-]+)/.exec(request.url)?.[1];
    if (uid === undefined) return answer(request, response);
    void interact(provider, request, response);
  });
  console.log(issuer);
});

async function interact(provider, request, response) {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>共通認証</title><form method="post"><label>職員番号 <input name="login"></label><button>本人確認</button></form>');
    return;
  }
  let body = '';
  for await (const chunk of request) body += chunk;
  const form = new URLSearchParams(body);
  const ago = Number(form.get('ago') ?? '0');
  const result = form.has('refuse')
    ? { error: 'access_denied', error_description: 'text of the provider' }
    : { login: { accountId: form.get('login'), ts: Math.floor(Date.now() / 1000) - ago } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
