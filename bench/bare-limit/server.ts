import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { WebSocketServer } from 'ws'
import { createClient, DELIVERIES, type Client } from './client.ts'
import { openDatabase } from './database.ts'
import { Turns } from './turn.ts'
import { prepareVisits, type Command } from './visits.ts'

/**
 * The bare limit: what this machine can do for check-ins that are durable and that every desk is told of, and nothing
 * else. No sign-in, validation, rules, remembered requests or event log. It is no product; the hub is measured by it.
 */
const { values } = parseArgs({
  options: { database: { type: 'string' }, delivery: { type: 'string', default: 'limit' } },
})
const delivery = DELIVERIES.find((known) => known === values.delivery)
if (values.database === undefined || delivery === undefined) {
  throw new Error(`Usage: server.ts --database FILE [--delivery ${DELIVERIES.join('|')}]`)
}

const database = openDatabase(values.database)
const clients = new Set<Client>()
const turns = new Turns(database, prepareVisits(database), clients)
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false })
const server = createServer()

server.on('upgrade', (request, connection, head) => {
  sockets.handleUpgrade(request, connection, head, (socket) => {
    const client = createClient(delivery, socket, connection)
    socket.on('message', (frame) => turns.add(client, JSON.parse((frame as Buffer).toString()) as Command))
    socket.on('error', () => clients.delete(client))
    socket.on('close', () => clients.delete(client))
    const stats = { currentlyIn: 0, todayTotal: 0, averageStayMinutes: 0, epoch: 'bare', seq: turns.seq }
    socket.send(JSON.stringify({ type: 'initial_stats', payload: stats }))
    clients.add(client)
  })
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const http = `http://127.0.0.1:${port}/`
  const ws = `ws://127.0.0.1:${port}/ws/checkins/`
  process.stdout.write(`${JSON.stringify({ event: 'ready', http, ws, pid: process.pid })}\n`)
})

process.once('SIGTERM', () => {
  database.close()
  process.exit(0)
})
