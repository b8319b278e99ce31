import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { actorOf, requireCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { readBody } from './read-body.ts'

const switching = z.object({ isOn: z.boolean() })

/** Whether the hub is to be reached from the network. For managers. */
export function serveLan(http: FastifyInstance, rules: CallerRules): void {
  const { lan } = rules.hub
  http.get('/api/v1/lan', says('Whether and where other PCs reach the hub.'), (request) => {
    requireCaller(request, rules, 'manage_desks')
    return lan.state()
  })
  http.post(
    '/api/v1/lan',
    says('Opens the hub to the network, or closes it.', { body: switching }),
    (request) => {
      const actor = actorOf(requireCaller(request, rules, 'manage_desks'))
      return lan.switchTo(readBody(switching, request.body).isOn, actor)
    },
  )
}
