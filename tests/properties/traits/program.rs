//! Services of the traits of a client, and their tests.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use traits_client::api_keys::CreateApiKeyForUserApiKeysPost;
use traits_client::comfy_ui::GetAuthResponseRequestId;
use traits_client::statusful::{TransportError, TransportErrorKind};
use traits_client::traits::{ApiKeysApi, ComfyUiApi};
use traits_client::{Call, CallError, Client, RawResponse, StatusCode, types};

/// A service that knows the trait alone.
struct Login {
    api: Arc<dyn ComfyUiApi>,
}

impl Login {
    async fn name(&self, request_id: &str) -> Result<String, CallError> {
        let polling = self.api.get_auth_response_request_id(request_id).timeout(Duration::from_secs(5)).poll();
        Ok(polling.await?.into_inner().name)
    }
}

/// A service that takes any implementation.
async fn create(api: &impl ApiKeysApi, name: &str) -> Result<StatusCode, CallError> {
    let request = types::ApiKeyCreateRequest::new(name);
    Ok(api.create_api_key_for_user_api_keys_post(&request).await?.status())
}

mockall::mock! {
    Keys {}

    impl ApiKeysApi for Keys {
        fn create_api_key_for_user_api_keys_post(
            &self,
            body: &types::ApiKeyCreateRequest,
        ) -> Call<CreateApiKeyForUserApiKeysPost>;
    }
}

/// A mock by hand, which keeps the ids.
#[derive(Default)]
struct Granting {
    ids: Mutex<Vec<String>>,
}

impl ComfyUiApi for Granting {
    fn get_auth_response_request_id(&self, request_id: &str) -> Call<GetAuthResponseRequestId> {
        self.ids.lock().unwrap().push(request_id.to_owned());
        let response = |status, body| RawResponse::builder(status).json(&body).build();
        let wait = response(StatusCode::CREATED, json!({ "message": "wait" }));
        let granted = response(StatusCode::OK, json!({ "api_key": "sk", "name": "mine" }));
        Call::from_outcomes([Ok(wait.unwrap()), Ok(granted.unwrap())])
    }
}

async fn tests() {
    let granting = Arc::new(Granting::default());
    let login = Login { api: granting.clone() };
    assert_eq!(login.name("req_1").await.unwrap(), "mine");
    assert_eq!(*granting.ids.lock().unwrap(), ["req_1"]);

    let mut keys = MockKeys::new();
    keys.expect_create_api_key_for_user_api_keys_post()
        .withf(|body| body.key_name == "late")
        .return_once(|_| Call::from_error(TransportError::new(TransportErrorKind::Timeout)));
    keys.expect_create_api_key_for_user_api_keys_post().returning(|_| {
        let invalid = json!({ "detail": [] });
        Call::from_response(RawResponse::builder(StatusCode::UNPROCESSABLE_ENTITY).json(&invalid).build().unwrap())
    });
    assert!(create(&keys, "late").await.unwrap_err().is_timeout());
    let error = create(&keys, "mine").await.unwrap_err();
    assert!(error.body::<types::HttpValidationError>().is_some(), "{error}");

    // The client itself is one of the implementations.
    let client = Client::builder().server("http://127.0.0.1:1").build().unwrap();
    assert!(create(&client, "mine").await.unwrap_err().is_connect());
    let _: Arc<dyn ComfyUiApi> = Arc::new(client);
}

fn main() {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(tests());
}
