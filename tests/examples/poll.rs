//! Polls for an API key, without an account and without a network: the document is served by this process, and says `201`
//! twice and then `200`.
//!
//! ```text
//! cargo run -p statusful-tests --example poll
//! ```

use std::error::Error;
use std::time::Duration;

use keymint::comfy_ui::GetAuthResponseRequestIdResponse;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = keymint::mock::builder()?.scenario("getAuthResponseRequestId", "201*2, 200").start().await?;
    let client = keymint::Client::builder().server(server.url()).bearer_auth("token-of-the-demo").build()?;
    loop {
        let response = client.get_auth_response_request_id("req_123").timeout(Duration::from_secs(5)).await?;
        println!(
            "{} {} returned {} with {} after {:?}",
            response.request_method(),
            response.url().path(),
            response.status(),
            response.content_type().unwrap_or("nothing"),
            response.elapsed(),
        );
        match response.into_inner() {
            GetAuthResponseRequestIdResponse::Created(wait) => println!("  not ready: {}", wait.message),
            GetAuthResponseRequestIdResponse::Ok(grant) => {
                println!("  printed as it is, the key stays secret: {:?}", grant.api_key);
                println!("  the key of {:?} is {}", grant.name, grant.api_key.expose_secret());
                return Ok(());
            }
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
