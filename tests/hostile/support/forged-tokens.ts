import { createHmac } from 'node:crypto'

/** Tokens that must not sign anybody in: rows 51 to 57 of the catalogue and what else attackers try. */

type Vector = [what: string, token: string]

const encoded = (content: unknown) =>
  Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)).toString('base64url')

const HS256 = { alg: 'HS256', typ: 'JWT' }

function signed(header: unknown, payload: unknown, key: string | Buffer, hash = 'sha256'): string {
  const content = `${encoded(header)}.${encoded(payload)}`
  return `${content}.${createHmac(hash, key).update(content).digest('base64url')}`
}

/** `secret` is the hub's, `now` in seconds. */
export function forgedTokens(secret: string, now: number): Vector[] {
  const claims = { sub: '1', role: 'manager', exp: now + 3_600, token_type: 'access' }
  const good = signed(HS256, claims, secret)
  return [
    ...unsigned(claims, good),
    ...wrongAlgorithms(claims, secret),
    ...wrongKeys(claims, secret),
    ...keysOfTheAttacker(claims),
    ...brokenForms(good),
    ...wrongClaims(claims, secret, now),
    ...unclear(claims, secret, now),
  ]
}

/** The same for refresh tokens: signed as they should be, and not what one may say. */
export function unclearRefreshTokens(secret: string, now: number): Vector[] {
  const claims = { sub: '1', role: 'manager', exp: now + 3_600, token_type: 'refresh', jti: 'x' }
  return unclear(claims, secret, now)
}

/** Signed with our secret, and yet not plain: what a verifier might read otherwise than the one that signed it, or was not for us. */
function unclear(claims: Record<string, unknown>, secret: string, now: number): Vector[] {
  const withHeader = (fields: object): Vector => [
    `the header ${JSON.stringify(fields)}`,
    signed({ ...HS256, ...fields }, claims, secret),
  ]
  const withClaim = (name: string, content: unknown): Vector => [
    `${name} ${content === undefined ? 'missing' : JSON.stringify(content)}`,
    signed(HS256, { ...claims, [name]: content }, secret),
  ]
  const twice = (field: string): Vector => {
    const doubled = `${JSON.stringify(claims).slice(0, -1)},${field}}`
    return [`twice, the second time ${field}`, signed(HS256, doubled, secret)]
  }
  return [
    ...[{ crit: ['exp'] }, { crit: [] }, { crit: null }, { b64: true }, { b64: false }].map(withHeader),
    ...['at+jwt', 'jwt', 'JOSE', '', null, 7].map((typ) => withHeader({ typ })),
    ['the header twice', signed('{"alg":"HS256","typ":"JWT","alg":"HS256"}', claims, secret)],
    ...[
      '"sub":"2"',
      '"sub":"1"',
      '"role":"viewer"',
      `"exp":${now + 60}`,
      '"\\u0073ub":"2"',
      '"sub" : "2"',
    ].map(twice),
    ...['another', ['another'], '', [], 7, null].map((aud) => withClaim('aud', aud)),
    ...['another', 'av-gym', '', ['av-gym-front-desk'], 7, null].map((iss) => withClaim('iss', iss)),
    ...[undefined, 'admin', 'owner', 'Manager', '', 'manager '].map((role) => withClaim('role', role)),
    ...[now + 90, now + 86_400, String(now), null].map((iat) => withClaim('iat', iat)),
  ]
}

function unsigned(claims: object, good: string): Vector[] {
  const [, , signature = ''] = good.split('.')
  const without = (alg: string) => `${encoded({ ...HS256, alg })}.${encoded(claims)}.`
  return [
    ...['none', 'None', 'NONE', 'nOnE'].map((alg): Vector => [`alg ${alg}`, without(alg)]),
    ['alg none with a signature', without('none') + signature],
    ['no signature', good.slice(0, -signature.length)],
    ['half a signature', good.slice(0, -20)],
    ['no signature and no dot', good.slice(0, -signature.length - 1)],
  ]
}

function wrongAlgorithms(claims: object, secret: string): Vector[] {
  const names = ['RS256', 'ES256', 'PS256', 'EdDSA', 'hs256', ' HS256', 'HS256\u0000', 'HS1', 'dir', '']
  return [
    ['HS384 with our secret', signed({ alg: 'HS384' }, claims, secret, 'sha384')],
    ['HS512 with our secret', signed({ alg: 'HS512' }, claims, secret, 'sha512')],
    ...names.map((alg): Vector => [
      `alg ${JSON.stringify(alg)}, signed as HS256`,
      signed({ alg }, claims, secret),
    ]),
    ['no alg', signed({ typ: 'JWT' }, claims, secret)],
    ['alg null', signed({ alg: null }, claims, secret)],
    ['alg in a list', signed({ alg: ['HS256'] }, claims, secret)],
  ]
}

function wrongKeys(claims: object, secret: string): Vector[] {
  const keys = [
    '',
    'secret',
    'changeme',
    'password',
    'your-256-bit-secret',
    'av-gym-front-desk',
    'x'.repeat(43),
  ]
  return [
    ...keys.map((key): Vector => [`signed with ${JSON.stringify(key)}`, signed(HS256, claims, key)]),
    ['signed with the secret but its end', signed(HS256, claims, secret.slice(0, -1))],
    ['signed with the secret and a line end', signed(HS256, claims, `${secret}\n`)],
    ['signed with the secret decoded', signed(HS256, claims, Buffer.from(secret, 'base64url'))],
    ['signed with a sister hub’s secret', signed(HS256, claims, secret.split('').reverse().join(''))],
  ]
}

function keysOfTheAttacker(claims: object): Vector[] {
  const key = 'the attacker’s own key, long enough to look right'
  const jwk = { kty: 'oct', k: encoded(key), alg: 'HS256' }
  const headers: [what: string, header: object, key: string][] = [
    ['a kid that is an empty file', { kid: '../../../../dev/null' }, ''],
    ['a kid of SQL', { kid: `x' union select '${key}' --` }, key],
    ['a kid in a list', { kid: [key] }, key],
    ['a kid of a kilobyte', { kid: 'k'.repeat(1_024) }, key],
    ['a kid of the language', { kid: '__proto__' }, key],
    ['its own key in jwk', { jwk }, key],
    ['an address in jku', { jku: 'https://evil.example/keys' }, key],
    ['an address in x5u', { x5u: 'https://evil.example/cert' }, key],
    ['a certificate in x5c', { x5c: [encoded(key)] }, key],
  ]
  return headers.map(([what, header, signingKey]) => [
    what,
    signed({ ...HS256, ...header }, claims, signingKey),
  ])
}

function brokenForms(good: string): Vector[] {
  const [header = '', payload = '', signature = ''] = good.split('.')
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  // The last character has two bits that mean nothing: another one with the same meaning.
  const last = ALPHABET.indexOf(signature.slice(-1))
  const twin = ALPHABET.charAt(last ^ 1)
  const another = encoded({ sub: '1', role: 'manager', exp: 9_999_999_999 })
  return [
    ['nothing but dots', '..'],
    ['one word', 'nonsense'],
    ['two parts', `${header}.${payload}`],
    ['four parts', `${good}.${signature}`],
    ['five parts', `${good}.a.b`],
    ['another payload', `${header}.${another}.${signature}`],
    ['the signature spelt otherwise', `${header}.${payload}.${signature.slice(0, -1)}${twin}`],
    ['padding', `${good}=`],
    ['a header that is no JSON', `${encoded('{')}.${payload}.${signature}`],
    ['a header that is null', `${encoded('null')}.${payload}.${signature}`],
    ['a header that is text', `${encoded('"HS256"')}.${payload}.${signature}`],
    ['the controls of a terminal', `${header}.${payload}.\u001b[2J`],
    ['half a surrogate pair', `${header}.${payload}.\ufffd`],
  ]
}

function wrongClaims(claims: Record<string, unknown>, secret: string, now: number): Vector[] {
  const withClaim = (name: string, content: unknown): Vector => [
    `${name} ${content === undefined ? 'missing' : JSON.stringify(content)}`,
    signed(HS256, { ...claims, [name]: content }, secret),
  ]
  const raw = (payload: string): Vector => [`the claims ${payload}`, signed(HS256, payload, secret)]
  return [
    ...[undefined, null, String(now + 3_600), true, [], {}, 1e20].map((exp) => withClaim('exp', exp)),
    ...[now + 600, String(now)].map((nbf) => withClaim('nbf', nbf)),
    ...[undefined, null, '', 7, {}, ['1']].map((sub) => withClaim('sub', sub)),
    ...['refresh', 'ticket', 'ACCESS', '', null, ['access']].map((type) => withClaim('token_type', type)),
    ...[7, null, ['manager'], { manager: true }].map((role) => withClaim('role', role)),
    ...[7, {}].map((name) => withClaim('name', name)),
    ...[7, {}].map((sid) => withClaim('sid', sid)),
    ...['{', 'null', '[]', '"manager"', '7', `{"sub":"1","exp":1e400}`, `{"sub":"1","exp":NaN}`].map(raw),
    raw(`{"__proto__":{"sub":"1"},"exp":${now + 3_600}}`),
  ]
}
