/**
 * Follows the state of the pipeline. Calls `onState` with each new state and `onConnection` with whether the service responds;
 * the browser reconnects by itself.
 */
export const live = (onState, onConnection) => {
  const events = new EventSource('api/v1/events');
  events.addEventListener('pipeline', event => {
    onConnection(true);
    onState(JSON.parse(event.data));
  });
  events.addEventListener('unavailable', event => onConnection(false, event.data));
  events.addEventListener('error', () => onConnection(false));
  return events;
};
