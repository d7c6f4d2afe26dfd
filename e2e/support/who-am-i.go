// Prints GetCallerIdentity as the AWS SDK for Go sees it. usage: who-am-i ENDPOINT
// Built with: go build e2e/support/who-am-i.go, where Go finds github.com/aws/aws-sdk-go-v2.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

func main() {
	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx, config.WithRegion("eu-west-1"))
	if err != nil {
		log.Fatal(err)
	}
	client := sts.NewFromConfig(cfg, func(o *sts.Options) { o.BaseEndpoint = aws.String(os.Args[1]) })
	said, err := client.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		log.Fatal(err)
	}
	err = json.NewEncoder(os.Stdout).Encode(map[string]string{"Account": *said.Account, "Arn": *said.Arn})
	if err != nil {
		log.Fatal(err)
	}
}
