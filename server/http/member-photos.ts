import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { decodeParams } from '../protocol/decode-params.ts'
import { HubError } from '../protocol/errors.ts'
import type { ResultOf } from '../protocol/operations.ts'
import { MAX_PHOTO_BYTES } from '../protocol/photo-address.ts'
import { photoOfMember } from '../protocol/photos.ts'
import { readCaller, requireCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'

/** By the version in its address: another photo has another, so that this one stays what it is for as long as anybody keeps it. */
const photoQuery = z.object({ v: z.string().optional() })

const KEPT = 'private, max-age=31536000, immutable'

const ADDRESS = '/api/v1/members/:memberId/photo'

/** A member's photo as a picture: for whoever may see members, and from whoever works the desk. */
export async function serveMemberPhotos(http: FastifyInstance, rules: CallerRules): Promise<void> {
  const taken = { query: photoQuery, params: photoOfMember }
  http.get(ADDRESS, says('A member’s photo, a JPEG.', taken), async (request, reply) => {
    const params = decodeParams(photoOfMember, request.params)
    const { image } = (await rules.hub.call('photos.get', params, readCaller(request, rules))) as Photo
    if (image === null) throw new HubError('member_not_found', 'This member has no photo.')
    return reply.header('cache-control', KEPT).type('image/jpeg').send(Buffer.from(image, 'base64'))
  })
  // Apart: nowhere else is a body a picture.
  await http.register((photos, _options, done) => {
    serveSetting(photos, rules)
    done()
  })
}

type Photo = ResultOf<'photos.get'>

function serveSetting(http: FastifyInstance, rules: CallerRules): void {
  http.addContentTypeParser('image/jpeg', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  const mayChange = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void => {
    requireCaller(request, rules, 'work_the_desk')
    done()
  }
  http.put(
    ADDRESS,
    {
      ...says('Gives a member a photo, a JPEG.', { params: photoOfMember }),
      bodyLimit: MAX_PHOTO_BYTES,
      onRequest: mayChange,
    },
    (request) => {
      if (!Buffer.isBuffer(request.body))
        throw new HubError('invalid_message', 'Send the photo as image/jpeg.')
      const { memberId } = decodeParams(photoOfMember, request.params)
      const image = request.body.toString('base64')
      return rules.hub.call('photos.set', { memberId, image }, readCaller(request, rules))
    },
  )
}
