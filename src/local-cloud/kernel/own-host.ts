/**
 * A name of the cloud itself, which code reaches over https without a port: runtimes lead it to the port where the cloud
 * listens. Names below `localhost` never leave a machine: https://www.rfc-editor.org/rfc/rfc6761#section-6.3
 */
export const ownHost = 'local-cloud.localhost';
