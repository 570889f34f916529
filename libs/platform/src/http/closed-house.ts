/** What every answer tells the browser: nothing of another site runs here, frames this, or learns where somebody was. */
export function closedHouse(behindTls: boolean): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': "default-src 'self';object-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'self'",
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Referrer-Policy': 'no-referrer',
    ...(behindTls ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'X-Download-Options': 'noopen',
    'X-Frame-Options': 'SAMEORIGIN',
    'X-Permitted-Cross-Domain-Policies': 'none',
    'X-XSS-Protection': '0',
  };
}
