import type { Template, TemplateResource } from '../template/template.ts';

type Resources = Record<string, TemplateResource>;

const ref = (logicalId: string) => ({ Ref: logicalId });
const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** The URI by which API Gateway calls a function. */
export const invocationUri = (functionId: string) => ({
  'Fn::Join': [
    '',
    ['arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/', arn(functionId), '/invocations'],
  ],
});

/** A function that answers with the event that it got, as JSON. */
export const echo = `exports.handler = async (event) => ({ statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) });`;

/** An HTTP API `Api` with a stage `$default` and one integration, `Integration`, behind every one of `routeKeys`. */
export function httpApi(
  routeKeys: string[],
  integration: Record<string, unknown> = {},
  more: { api?: Record<string, unknown>; stage?: Record<string, unknown> } = {},
): Resources {
  const routes = routeKeys.map((RouteKey, index): [string, TemplateResource] => [
    `Route${index}`,
    {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: ref('Api'),
        RouteKey,
        Target: { 'Fn::Join': ['', ['integrations/', ref('Integration')]] },
      },
    },
  ]);
  return {
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: { Name: 'Api', ProtocolType: 'HTTP', ...more.api },
    },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true, ...more.stage },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: ref('Api'),
        IntegrationType: 'AWS_PROXY',
        ...('IntegrationSubtype' in integration ? {} : { IntegrationUri: arn('Function') }),
        PayloadFormatVersion: 'IntegrationSubtype' in integration ? '1.0' : '2.0',
        ...integration,
      },
    },
    ...Object.fromEntries(routes),
  };
}

/** Where `httpApi` is. */
export const httpApiUrl: NonNullable<Template['Outputs']> = {
  Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } },
};

/** A method of a REST API: its verb, its path, and its integration (the function `Function` behind a proxy unless given). */
export interface MethodTemplate {
  verb: string;
  path: string;
  integration?: Record<string, unknown>;
  /** Other properties of the method. */
  method?: Record<string, unknown>;
}

/** What the mappings of an integration refer to, as a method defines it. */
const referredTo = (mappings: unknown): Record<string, boolean> =>
  Object.fromEntries(
    Object.values((mappings ?? {}) as Record<string, string>)
      .map((source) => source.replace('request.multivalue', 'request.'))
      .filter((source) => /^method\.request\.(header|querystring|path)\./.test(source))
      .map((source) => [source, false]),
  );

/** The method responses that integration responses answer with. */
const answeredWith = (responses: unknown) =>
  ((responses ?? []) as { StatusCode: string; ResponseParameters?: Record<string, string> }[]).map(
    ({ StatusCode, ResponseParameters = {} }) => ({
      StatusCode,
      ResponseParameters: Object.fromEntries(Object.keys(ResponseParameters).map((name) => [name, false])),
    }),
  );

/** A REST API `Rest` with these methods, deployed to the stage `prod`. */
export function restApi(
  methods: MethodTemplate[],
  more: { api?: Record<string, unknown>; stage?: Record<string, unknown> } = {},
): Resources {
  const resources: Resources = {
    Rest: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Rest', ...more.api } },
  };
  const methodIds: string[] = [];
  for (const { verb, path, integration, method } of methods) {
    let parent: unknown = { 'Fn::GetAtt': ['Rest', 'RootResourceId'] };
    let logicalId = 'RestResource';
    for (const PathPart of path.split('/').filter((each) => each !== '')) {
      logicalId += PathPart.replaceAll(/\W/g, (sign) =>
        sign === '+' ? 'Greedy' : sign === '{' ? 'Any' : '',
      );
      resources[logicalId] = {
        Type: 'AWS::ApiGateway::Resource',
        Properties: { RestApiId: ref('Rest'), ParentId: parent, PathPart },
      };
      parent = ref(logicalId);
    }
    const methodId = `${logicalId}Method${verb}`;
    methodIds.push(methodId);
    resources[methodId] = {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: ref('Rest'),
        ResourceId: parent,
        HttpMethod: verb,
        AuthorizationType: 'NONE',
        Integration: {
          Type: 'AWS_PROXY',
          IntegrationHttpMethod: 'POST',
          ...(integration?.Type === 'MOCK' ? {} : { Uri: invocationUri('Function') }),
          ...integration,
        },
        RequestParameters: referredTo(integration?.RequestParameters),
        MethodResponses: answeredWith(integration?.IntegrationResponses),
        ...method,
      },
    };
  }
  return {
    ...resources,
    RestDeployment: {
      Type: 'AWS::ApiGateway::Deployment',
      Properties: { RestApiId: ref('Rest') },
      DependsOn: methodIds,
    },
    RestStage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: {
        RestApiId: ref('Rest'),
        DeploymentId: ref('RestDeployment'),
        StageName: 'prod',
        ...more.stage,
      },
    },
  };
}

/** Where `restApi` is, without a slash at the end. */
export const restApiUrl: NonNullable<Template['Outputs']> = {
  RestUrl: {
    Value: {
      'Fn::Join': [
        '',
        ['https://', ref('Rest'), '.execute-api.us-east-1.', ref('AWS::URLSuffix'), '/', ref('RestStage')],
      ],
    },
  },
};

/** A WebSocket API `Sockets` with a stage `prod`; each route key goes to a function, `Function` unless given. */
export function webSocketApi(
  routes: Record<string, { fn?: string; twoWay?: boolean }>,
  more: { stage?: Record<string, unknown>; integration?: Record<string, unknown> } = {},
): Resources {
  const resources: Resources = {
    Sockets: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: 'Sockets',
        ProtocolType: 'WEBSOCKET',
        RouteSelectionExpression: '$request.body.action',
      },
    },
    SocketsStage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: ref('Sockets'), StageName: 'prod', AutoDeploy: true, ...more.stage },
    },
  };
  for (const [RouteKey, { fn = 'Function', twoWay = false }] of Object.entries(routes)) {
    const name = RouteKey.replaceAll(/\W/g, '');
    resources[`${name}Integration`] = {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: ref('Sockets'),
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: invocationUri(fn),
        ...more.integration,
      },
    };
    resources[`${name}Route`] = {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: ref('Sockets'),
        RouteKey,
        AuthorizationType: 'NONE',
        Target: { 'Fn::Join': ['', ['integrations/', ref(`${name}Integration`)]] },
        ...(twoWay && { RouteResponseSelectionExpression: '$default' }),
      },
    };
    if (twoWay) {
      resources[`${name}RouteResponse`] = {
        Type: 'AWS::ApiGatewayV2::RouteResponse',
        Properties: { ApiId: ref('Sockets'), RouteId: ref(`${name}Route`), RouteResponseKey: '$default' },
      };
    }
  }
  return resources;
}

/** Where `webSocketApi` is: for clients, and for backends. */
export const webSocketUrls: NonNullable<Template['Outputs']> = {
  SocketUrl: {
    Value: {
      'Fn::Join': ['', ['wss://', ref('Sockets'), '.execute-api.us-east-1.', ref('AWS::URLSuffix'), '/prod']],
    },
  },
  CallbackUrl: {
    Value: {
      'Fn::Join': [
        '',
        ['https://', ref('Sockets'), '.execute-api.us-east-1.', ref('AWS::URLSuffix'), '/prod'],
      ],
    },
  },
};
