import * as v from 'valibot';
import { apiIdOf, executeApiHost } from '../../../http/api-id.ts';
import { Cors } from '../../../http/cors.ts';
import { loopbackCertificate } from '../../../http/loopback-certificate.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { boolean, integerBetween, workable } from '../../../kernel/property-schemas.ts';
import type { ApiGatewayV2 } from '../api-gateway-v2.ts';
import { HttpApi } from '../http-api/http-api.ts';
import { compileRouteSelection } from '../websocket-api/route-selection.ts';
import { WebSocketApi } from '../websocket-api/websocket-api.ts';

const list = v.optional(v.array(v.string()), []);

const cors = v.strictObject({
  AllowOrigins: list,
  AllowMethods: list,
  AllowHeaders: list,
  ExposeHeaders: list,
  AllowCredentials: v.optional(boolean, false),
  MaxAge: v.optional(integerBetween(-1, 86_400)),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-api.html */
export const apiGatewayV2Api = defineResource({
  type: 'AWS::ApiGatewayV2::Api',
  properties: v.pipe(
    v.strictObject({
      Name: v.string(),
      ProtocolType: v.picklist(['HTTP', 'WEBSOCKET'], 'must be HTTP or WEBSOCKET'),
      CorsConfiguration: v.optional(cors),
      RouteSelectionExpression: v.optional(v.string()),
    }),
    workable(({ ProtocolType, CorsConfiguration, RouteSelectionExpression: expression }) => {
      if (ProtocolType === 'HTTP') {
        // "The routeSelectionExpression for HTTP APIs must be ${request.method} ${request.path}."
        if (expression !== undefined && !/^\$\{?request\.method\}? \$\{?request\.path\}?$/.test(expression))
          throw new Error('an HTTP API has only the RouteSelectionExpression $request.method $request.path');
        return;
      }
      if (CorsConfiguration) throw new Error('CorsConfiguration is supported only for HTTP APIs, as on AWS');
      if (expression === undefined) throw new Error('a WebSocket API needs a RouteSelectionExpression');
      compileRouteSelection(expression);
    }),
  ),
  withoutEffect: {
    Description: 'text for people',
    Version: 'text for people',
    Tags: 'nothing here is billed or selected by tag',
    DisableExecuteApiEndpoint: 'the loopback address is the only one',
    IpAddressType: 'there is one network, loopback',
  },
  identify({ logicalId, stackName, properties }) {
    const id = apiIdOf(stackName, logicalId);
    const scheme = properties.ProtocolType === 'HTTP' ? 'https' : 'wss';
    return { ref: id, attributes: { ApiId: id, ApiEndpoint: `${scheme}://${executeApiHost(id)}` } };
  },
  async create({ logicalId, path, ref: id, properties }, apis: ApiGatewayV2, kernel) {
    const { addresses, events, metrics, clock, ports } = kernel;
    const { ProtocolType, CorsConfiguration, RouteSelectionExpression = '' } = properties;
    if (ProtocolType === 'HTTP') {
      const api = new HttpApi({
        logicalId,
        path,
        id,
        events,
        metrics,
        statusCodes: apis.httpApiStatusCodes,
        cors: CorsConfiguration && new Cors({ ...CorsConfiguration, MaxAge: CorsConfiguration.MaxAge }),
      });
      addresses.addHost(executeApiHost(id), await api.listen(ports));
      apis.httpApis.set(id, api);
      return () => api.close();
    }
    const certificate = await loopbackCertificate();
    kernel.trustedCertificate = certificate.cert;
    const api = new WebSocketApi({
      logicalId,
      path,
      id,
      events,
      clock,
      callers: kernel.callers,
      certificate,
      selectRoute: compileRouteSelection(RouteSelectionExpression),
    });
    addresses.addHost(executeApiHost(id), await api.listen(ports));
    apis.webSocketApis.set(id, api);
    return () => api.close();
  },
  remove({ ref: id }, apis: ApiGatewayV2) {
    apis.httpApis.delete(id);
    apis.webSocketApis.delete(id);
  },
});
