import jwt from 'jsonwebtoken'
import { z } from 'zod'
import { HubError } from '../protocol/errors.ts'
import { cleanName } from '../protocol/names.ts'
import { ROLES, type Role } from '../protocol/roles.ts'
import { MAIN_SITE } from '../domain/site.ts'
import type { TokenSecret } from './secret.ts'
import { isPlain } from './token-form.ts'

/** A person who signed in, as their token says. */
export interface Person {
  subject: string
  name: string
  role: Role
  /** Milliseconds since 1970 UTC. */
  expiresAt: number
  /** The sign-in that the token came out of, so that it can be ended; null for a token from elsewhere. */
  signIn: string | null
  /** The desk it was signed in at, or null. */
  deskId: string | null
}

/** Life of an access token of our own desks: short, because it cannot be called back. */
export const ACCESS_TOKEN_MS = 15 * 60_000

/** Life of an access token from AV Gym's addresses: its client never renews one on an open socket. */
export const AV_GYM_ACCESS_TOKEN_MS = 24 * 3_600_000

const ALGORITHM = 'HS256'

/**
 * Who we are in `iss` and `aud`: a token that names another issuer or another audience is not for us. It also marks refresh tokens
 * of our own: one that we do not know any more is ended, not somebody else's.
 */
const OURSELVES = 'av-gym-front-desk'

/** Clocks of the issuing and the checking machine may differ by this much. */
const CLOCK_TOLERANCE_S = 5

/** A token from elsewhere that was issued later than this from now was not issued by a clock that anybody should go by. */
const ISSUED_AHEAD_S = 60

/** The end of the year 9999, in seconds: what is later is no date that can be written. */
const LAST_SECOND = 253_402_300_799

const commonClaims = {
  exp: z.number().max(LAST_SECOND),
  iat: z.number().optional(),
  iss: z.literal(OURSELVES).optional(),
  aud: z.union([z.literal(OURSELVES), z.array(z.string()).refine(hasUs)]).optional(),
  sub: z.string().optional(),
  user_id: z.union([z.string(), z.number()]).optional(),
  name: z.string().optional(),
  role: z.enum(ROLES).optional(),
  jti: z.string().optional(),
  sid: z.string().optional(),
  did: z.string().optional(),
  /** Another system's tokens may have one that means something else: it is looked at where there are several gyms. */
  site: z.unknown().optional(),
}

const accessClaims = z.object({ ...commonClaims, token_type: z.literal('access').optional() })
const refreshClaims = z.object({ ...commonClaims, token_type: z.literal('refresh'), jti: z.string() })

function hasUs(audiences: readonly string[]): boolean {
  return audiences.includes(OURSELVES)
}

export function signAccessToken(secret: TokenSecret, person: Person, now: number): string {
  const claims = { sub: person.subject, name: person.name, role: person.role, token_type: 'access' }
  const sid = person.signIn === null ? {} : { sid: person.signIn }
  const did = person.deskId === null ? {} : { did: person.deskId }
  return sign(secret, { ...claims, ...sid, ...did }, person.expiresAt, now)
}

export function signRefreshToken(secret: TokenSecret, id: string, person: Person, now: number): string {
  const claims = {
    sub: person.subject,
    name: person.name,
    role: person.role,
    token_type: 'refresh',
    jti: id,
    iss: OURSELVES,
  }
  return sign(secret, claims, person.expiresAt, now)
}

function sign(secret: TokenSecret, claims: object, expiresAt: number, now: number): string {
  const times = { iat: Math.floor(now / 1000), exp: Math.floor(expiresAt / 1000) }
  const site = secret.site === null || secret.site === MAIN_SITE ? {} : { site: secret.site }
  return jwt.sign({ ...claims, ...site, ...times }, secret.value, { algorithm: ALGORITHM })
}

/** Who an access token stands for. Throws `token_expired`, or `authentication_failed` for everything else, another site's among it. */
export function verifyAccessToken(secret: TokenSecret, token: string, now: number): Person {
  return personOf(secret, verify(secret, token, accessClaims, now))
}

/** The same for a refresh token, with its id and whether this hub issued it. */
export function verifyRefreshToken(
  secret: TokenSecret,
  token: string,
  now: number,
): { id: string; person: Person; isOurs: boolean } {
  const claims = verify(secret, token, refreshClaims, now)
  return { id: claims.jti, person: personOf(secret, claims), isOurs: claims.iss === OURSELVES }
}

/** What tells when a token was issued, and whether by this hub. */
type Issue = Pick<z.output<z.ZodObject<typeof commonClaims>>, 'iat' | 'iss' | 'sid' | 'site'>

function verify<Shape extends z.ZodType<Issue>>(
  secret: TokenSecret,
  token: string,
  shape: Shape,
  now: number,
): z.output<Shape> {
  try {
    const verified = jwt.verify(token, secret.value, {
      algorithms: [ALGORITHM],
      clockTimestamp: Math.floor(now / 1000),
      clockTolerance: CLOCK_TOLERANCE_S,
    })
    const claims = shape.parse(verified)
    if (secret.site !== null && (claims.site ?? MAIN_SITE) !== secret.site) throw otherSite()
    if (isPlain(token) && !isIssuedAhead(claims, now)) return claims
  } catch (error) {
    if (error instanceof HubError) throw error
    if (error instanceof jwt.TokenExpiredError) throw new HubError('token_expired', 'The token has expired.')
  }
  throw badToken()
}

/** Not asked of the hub's own tokens: where they are ahead, its clock was put back since, which signs nobody out. */
function isIssuedAhead({ iat = 0, iss, sid }: Issue, now: number): boolean {
  const isOwn = sid !== undefined || iss === OURSELVES
  return !isOwn && iat > now / 1000 + ISSUED_AHEAD_S
}

/** One sentence whatever is wrong: why a forged token failed is nobody's business. */
function badToken(): HubError {
  return new HubError('authentication_failed', 'The token is not valid.')
}

/** Whoever can sign is told: a token of another gym is no forgery, and its holder can do something about it. */
function otherSite(): HubError {
  return new HubError('authentication_failed', 'The token is for another site.', { reason: 'other_site' })
}

/** A token that names no role has the one that tokens of the system are given which shares the secret, where it is given one. */
function personOf(
  { roleOfOthers }: TokenSecret,
  claims: z.output<typeof accessClaims> | z.output<typeof refreshClaims>,
): Person {
  const subject = claims.sub ?? claims.user_id
  const role = claims.role ?? roleOfOthers
  if (subject === undefined || subject === '' || role === null) throw badToken()
  return {
    subject: String(subject),
    name: cleanName(claims.name ?? ''),
    role,
    expiresAt: claims.exp * 1000,
    signIn: claims.sid ?? null,
    deskId: claims.did ?? null,
  }
}

/**
 * Throws `authentication_failed` where a person's token was made for a desk that is not the one that proved itself: whoever copied
 * the token has not the desk. `deskId` is null where no desk did.
 */
export function requireItsDesk({ deskId: madeFor }: Person, deskId: string | null): void {
  if (madeFor !== null && madeFor !== deskId) throw badToken()
}
