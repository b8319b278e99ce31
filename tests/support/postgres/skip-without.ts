import { beforeEach } from 'vitest'
import { isServerThere } from './databases.ts'

// Where no server could be had, each test says so.
beforeEach(({ skip }) => skip(!isServerThere(), 'There is no PostgreSQL.'))
