/** `node:http`. An import would also load undici, for WebSocket: a twentieth of a verification's time. */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http');
